const MAX_NAMES = 20;
const MAX_NAME_CHARS = 60;

/** Names in a row, for a message; of many the first twenty and how many more there are, of long ones the beginning. */
export function listing(names: readonly string[]): string {
  const told = names.slice(0, MAX_NAMES).map(shorten);
  const more = names.length - told.length;
  return `${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shorten(name: string): string {
  return name.length > MAX_NAME_CHARS ? `${name.slice(0, MAX_NAME_CHARS - 3)}...` : name;
}
