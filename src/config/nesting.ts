import { Lexer } from 'yaml';

/** Deeper than any config goes; the parser's time and stack grow faster than the depth. */
export const MAX_DEPTH = 50;

/** Columns: eight to a level are more than anybody writes. */
const MAX_INDENT = 8 * MAX_DEPTH;

const SCALAR_FOLLOWS = '\u001f';

/**
 * Where a YAML text first nests deeper than `MAX_DEPTH`: by brackets inside brackets, by list marks in a row, or by
 * indentation. Undefined where it does not. Takes time in proportion to
 * the text, whatever stands in it.
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  let marks = 0;
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (isScalar) {
      isScalar = false;
      marks = 0;
    } else if (lexeme === SCALAR_FOLLOWS) {
      isScalar = true;
    } else {
      depth += depthOf(lexeme);
      marks = lexeme === '-' || lexeme === '?' ? marks + 1 : lexeme.trim() === '' ? marks : 0;
    }
    const indent = lexeme.length > MAX_INDENT && lexeme.trim() === '';
    if (depth > MAX_DEPTH || marks > MAX_DEPTH || indent) return offset;
    if (!isControl(lexeme)) offset += lexeme.length;
  }
  return undefined;
}

function depthOf(lexeme: string): number {
  if (lexeme === '[' || lexeme === '{') return 1;
  return lexeme === ']' || lexeme === '}' ? -1 : 0;
}

/** The lexer's own marks, which stand for no text. */
function isControl(lexeme: string): boolean {
  return lexeme === SCALAR_FOLLOWS || lexeme === '\u0002' || lexeme === '\u0018';
}
