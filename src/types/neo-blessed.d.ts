declare module 'neo-blessed' {
  import * as blessed from 'blessed';
  export * from 'blessed';
  export default blessed;
}
