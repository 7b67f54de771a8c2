/** A theme's name as a part of a file name: `Catppuccin Mocha` is `catppuccin-mocha`. Never empty. */
export function themeSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('+', ' plus ')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'theme' : slug;
}

/** `demo.gif` in the theme Dracula is `demo-dracula.gif`; a folder keeps its last slash. */
export function themedPath(path: string, theme: string): string {
  const folder = path.endsWith('/');
  const bare = folder ? path.slice(0, -1) : path;
  const slash = bare.lastIndexOf('/');
  const dot = bare.lastIndexOf('.');
  const cut = folder || dot <= slash + 1 ? bare.length : dot;
  return `${bare.slice(0, cut)}-${themeSlug(theme)}${bare.slice(cut)}${folder ? '/' : ''}`;
}
