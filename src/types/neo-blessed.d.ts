// neo-blessed is blessed with octal literals repaired; the types of the older package describe both.
declare module 'neo-blessed' {
  import * as blessed from 'blessed';
  export * from 'blessed';
  export default blessed;
}
