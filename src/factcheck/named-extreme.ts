import { current, type Scene } from './scene.ts';

/** "The minimum came at 11:40": an extreme named without its number. */
export function namedExtreme(scene: Scene, from: number): 'min' | 'max' | undefined {
  const { first } = current(scene);
  const name = scene.tokens
    .slice(Math.max(from, first - 7), first)
    .findLast(({ senses }) => senses.has('stat'))
    ?.senses.get('stat');
  return name === 'min' || name === 'max' ? name : undefined;
}
