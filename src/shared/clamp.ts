/** `value` brought into `low..high`; `low` wins when the bounds cross. */
export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
