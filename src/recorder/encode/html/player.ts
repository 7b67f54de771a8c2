/**
 * The script of a film's page. `film`, `rows` and `frames` are told before it. Text only ever becomes text nodes, so
 * nothing a program printed can act. A frame is [time, [row, look, …], cursor, keys]; rows it does not name stay.
 */
export const PLAYER = `(() => {
  const find = (id) => document.getElementById(id);
  const [screen, cursor, keys, play, seek, time, speed] =
    ['screen', 'cursor', 'keys', 'play', 'seek', 'time', 'speed'].map(find);
  const lines = Array.from({ length: film.rows }, () => {
    const line = document.createElement('div');
    line.className = 'row';
    screen.append(line);
    return line;
  });
  let looks = Array.from({ length: film.rows }, () => -1);
  const screens = frames.map(([, changes]) => {
    if (changes.length > 0) looks = looks.slice();
    for (let at = 0; at < changes.length; at += 2) looks[changes[at]] = changes[at + 1];
    return looks;
  });
  const spans = (look) =>
    (rows[look] || []).map(([text, cells, style]) => {
      const span = document.createElement('span');
      span.className = 's' + style;
      span.style.width = cells + 'ch';
      span.textContent = text;
      return span;
    });
  const shown = lines.map(() => -1);
  const show = (index) => {
    const [, , at, pressed] = frames[index];
    screens[index].forEach((look, row) => {
      if (look === shown[row]) return;
      shown[row] = look;
      lines[row].replaceChildren(...spans(look));
    });
    cursor.hidden = !at;
    if (at) {
      const [row, column, cells, shape, text] = at;
      cursor.className = shape;
      cursor.style.left = column + 'ch';
      cursor.style.top = 'calc(' + row + ' * var(--line))';
      cursor.style.width = cells + 'ch';
      cursor.textContent = shape === 'block' ? text : '';
    }
    keys.hidden = !pressed;
    keys.textContent = pressed || '';
  };

  let now = 0;
  let index = -1;
  let left = film.loop;
  let before = null;
  const clock = (ms) => Math.floor(ms / 60000) + ':' + String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  const draw = () => {
    let next = index < 0 || frames[index][0] > now ? 0 : index;
    while (next + 1 < frames.length && frames[next + 1][0] <= now) next += 1;
    if (next !== index && frames.length > 0) show(next);
    index = frames.length > 0 ? next : -1;
    seek.value = String(now);
    time.textContent = clock(now) + ' / ' + clock(film.duration);
    play.textContent = before === null ? 'Play' : 'Pause';
  };
  const tick = (stamp) => {
    if (before === null) return;
    now += (stamp - before) * Number(speed.value);
    before = stamp;
    if (now >= film.duration) {
      left -= 1;
      const again = left !== 0 && film.duration > 0;
      now = again ? now % film.duration : film.duration;
      if (!again) before = null;
    }
    draw();
    if (before !== null) requestAnimationFrame(tick);
  };
  const start = () => {
    if (before !== null) return;
    if (now >= film.duration) {
      now = 0;
      left = film.loop;
    }
    before = performance.now();
    requestAnimationFrame(tick);
    draw();
  };
  const stop = () => {
    before = null;
    draw();
  };
  const toggle = () => (before === null ? start() : stop());
  const go = (ms) => {
    now = Math.min(film.duration, Math.max(0, ms));
    draw();
  };
  const step = (by) => {
    stop();
    const to = frames[Math.min(frames.length - 1, Math.max(0, index + by))];
    if (to) go(to[0]);
  };
  const HANDLERS = {
    ' ': toggle,
    ArrowLeft: () => go(now - 5000),
    ArrowRight: () => go(now + 5000),
    ',': () => step(-1),
    '.': () => step(1),
    Home: () => go(0),
    End: () => go(film.duration),
  };
  play.addEventListener('click', toggle);
  seek.addEventListener('input', () => go(Number(seek.value)));
  document.addEventListener('keydown', (event) => {
    const isControl = ['INPUT', 'SELECT', 'BUTTON'].includes(event.target.tagName);
    const act = isControl || event.ctrlKey || event.metaKey || event.altKey ? undefined : HANDLERS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  seek.max = String(film.duration);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) go(film.duration);
  else start();
})();
`;
