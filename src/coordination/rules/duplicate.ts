/** Where a folder's name stood. Two answers that differ only in where their files lie say the same. */
const neutral = (text: string, paths: readonly string[]): string => {
  let result = text;
  for (const path of paths) result = result.replaceAll(path, '«workspace»');
  return result.trim();
};

/** The known answer that says exactly what `content` says, folder names aside. */
export function duplicateOf<Known extends { readonly content: string; readonly path: string | null }>(
  content: string,
  known: readonly Known[],
): Known | null {
  const paths = known.flatMap(({ path }) => (path === null || path === '' ? [] : [path]));
  const own = neutral(content, paths);
  return known.find((answer) => neutral(answer.content, paths) === own) ?? null;
}
