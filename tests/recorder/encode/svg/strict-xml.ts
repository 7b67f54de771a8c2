export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ATTRIBUTE = /^\s+([A-Za-z][\w:-]*)="([^"<]*)"/;
// Everything XML forbids, even as a number.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function decode(text: string): string {
  return text.replaceAll(/&([^;]*;?)/g, (_, entity: string) => {
    const known = entity.endsWith(';') ? ENTITIES[entity.slice(0, -1)] : undefined;
    if (known === undefined) throw new Error(`not an entity: &${entity}`);
    return known;
  });
}

/** Reads an element with all it holds, and throws at whatever is not to the letter of XML. Knows no comments. */
export function parseXml(source: string): XmlElement {
  if (!source.isWellFormed() || FORBIDDEN.test(source)) throw new Error('a character no XML file may hold');
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${source.slice(at, at + 60)}`);
  };
  const element = (): XmlElement => {
    const [start, name = ''] = /^<([A-Za-z][\w:-]*)/.exec(source.slice(at, at + 60)) ?? fail('no element');
    at += start.length;
    const attributes: Record<string, string> = {};
    const end = source.indexOf('>', at);
    let rest = source.slice(at, end + 1);
    for (let match = ATTRIBUTE.exec(rest); match !== null; match = ATTRIBUTE.exec(rest)) {
      const [whole, key = '', value = ''] = match;
      if (Object.hasOwn(attributes, key)) fail(`${key} twice`);
      attributes[key] = decode(value);
      at += whole.length;
      rest = source.slice(at, source.indexOf('>', at) + 1);
    }
    if (rest === '/>') {
      at += 2;
      return { name, attributes, children: [] };
    }
    if (rest !== '>') fail(`not an attribute in ${name}`);
    at += 1;
    const children: (XmlElement | string)[] = [];
    for (;;) {
      const next = source.indexOf('<', at);
      if (next < 0) fail(`${name} never ends`);
      if (next > at) children.push(decode(source.slice(at, next)));
      at = next;
      if (source.startsWith('</', at)) break;
      children.push(element());
    }
    if (!source.startsWith(`</${name}>`, at)) fail(`not the end of ${name}`);
    at += name.length + 3;
    return { name, attributes, children };
  };
  const root = element();
  if (source.slice(at).trim() !== '') fail('something after the root');
  return root;
}

/** All elements of a name, in the order of the file. */
export const elementsOf = (root: XmlElement, name: string): readonly XmlElement[] =>
  root.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elementsOf(child, name)],
  );

export const textOf = (root: XmlElement): string =>
  root.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
