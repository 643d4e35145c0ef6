// The marks of Observable Plot that the page draws with; the rest of it is left out of the bundle.
export { barX, dot, lineY, plot, rectY, ruleX, ruleY } from '@observablehq/plot';
