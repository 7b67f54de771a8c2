const LONGEST_PART = 100;
const LONGEST_NAME = 200;
/** Names that are devices on Windows, with any ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const ENDINGS = /\.(txt|cells\.json|pixels\.txt|actual|diff|png)$/i;

/** Why a golden cannot have this name on every system, as a sentence's end; null when it can. Folders are parted by `/`. */
export function goldenNameProblem(name: string): string | null {
  if (!/^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name)) {
    return 'a name is made of letters, digits, dots, dashes and, between folders, slashes';
  }
  if (name.length > LONGEST_NAME) return `a name has at most ${LONGEST_NAME} characters`;
  for (const part of name.split('/')) {
    if (part.length > LONGEST_PART) return `a part of a name has at most ${LONGEST_PART} characters`;
    if (part.endsWith('.')) return 'no part of a name ends in a dot';
    if (DEVICES.test(part)) return `${part} is the name of a device on Windows`;
  }
  const ending = ENDINGS.exec(name)?.[0];
  return ending === undefined ? null : `a name that ends in ${ending} would look like one of a golden's own files`;
}
