// MapLibre's build for pages with a strict content policy has the types of the package itself.
declare module 'maplibre-gl/dist/maplibre-gl-csp.js' {
  export * from 'maplibre-gl';
}
declare module '*.css';
