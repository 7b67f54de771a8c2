import { runInNewContext } from 'node:vm';

type Listener = (event: Record<string, unknown>) => void;

/** As much of an element as the player uses; setting markup is not among it. */
class FakeElement {
  className = '';
  hidden = true;
  value = '';
  max = '';
  readonly style: Record<string, string> = {};
  children: FakeElement[] = [];
  readonly listeners: Record<string, Listener> = {};
  #text = '';

  get textContent(): string {
    return this.#text + this.children.map((child) => child.textContent).join('');
  }
  set textContent(text: string) {
    this.#text = text;
    this.children = [];
  }
  append(...children: FakeElement[]): void {
    this.children.push(...children);
  }
  replaceChildren(...children: FakeElement[]): void {
    this.#text = '';
    this.children = children;
  }
  addEventListener(type: string, listener: Listener): void {
    this.listeners[type] = listener;
  }
}

export interface FakePage {
  element(id: string): FakeElement;
  rows(): readonly string[];
  press(key: string): void;
  /** Lets the page's own clock run and draws once. */
  pass(ms: number): void;
}

/** Runs the script of a film's page without a browser, on a clock that is moved by hand. */
export function openPage(html: string, reducedMotion = false): FakePage {
  const elements = new Map<string, FakeElement>();
  const element = (id: string): FakeElement => {
    const known = elements.get(id) ?? new FakeElement();
    elements.set(id, known);
    return known;
  };
  element('speed').value = '1';
  let now = 0;
  let next: ((stamp: number) => void) | null = null;
  const body = new FakeElement();
  const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
  runInNewContext(script, {
    document: {
      getElementById: element,
      createElement: () => new FakeElement(),
      addEventListener: (type: string, listener: Listener) => body.addEventListener(type, listener),
    },
    performance: { now: () => now },
    requestAnimationFrame: (draw: (stamp: number) => void) => {
      next = draw;
    },
    matchMedia: () => ({ matches: reducedMotion }),
  });
  return {
    element,
    rows: () =>
      element('screen')
        .children.filter(({ className }) => className === 'row')
        .map(({ textContent }) => textContent),
    press: (key) => body.listeners['keydown']?.({ key, target: { tagName: 'BODY' }, preventDefault: () => undefined }),
    pass: (ms) => {
      now += ms;
      const draw = next;
      next = null;
      draw?.(now);
    },
  };
}
