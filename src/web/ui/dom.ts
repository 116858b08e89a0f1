export type Child = Node | string | null | undefined | false;

/** Attributes as text, listeners under `on…`; what is false or undefined is left out. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined | ((event: Event) => void)>
>;

/** An element. Whatever is text stays text: nothing here takes HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  apply(element, attributes);
  element.append(...children.filter(isThere));
  return element;
}

/** The same for drawings. */
export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  apply(element, attributes);
  element.append(...children.filter(isThere));
  return element;
}

/** A name whose line breaks behind a full stop, a dash or an underscore before it breaks within a word. */
export function breakable(name: string): readonly Child[] {
  return name.split(/(?<=[._-])/).flatMap((part, place) => (place === 0 ? [part] : [h('wbr'), part]));
}

function apply(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function isThere(child: Child): child is Node | string {
  return child !== null && child !== undefined && child !== false && child !== '';
}
