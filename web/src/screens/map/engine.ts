// MapLibre with its worker and right-to-left plugin as files of this server, over land and borders of
// Natural Earth: no tile, no letter and no name is asked of anybody else.
import * as maplibre from 'maplibre-gl/dist/maplibre-gl-csp.js';
import type { Feature, FeatureCollection, Point, Polygon, MultiPolygon } from 'geojson';
import { country } from '../../format';
import { language } from '../../state';
import { t } from '../../words';
import { labels } from './countries';

maplibre.setWorkerUrl('/map/worker.js');
// Read when the first Arabic name wants it: before, land would wait for it.
if (maplibre.getRTLTextPluginStatus() === 'unavailable') void maplibre.setRTLTextPlugin('/map/rtl.js', true);

/** A colour of the page as the browser computes it in the present looks. */
function colour(name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}
const font = ['IBM Plex Sans Arabic'];
export type Areas = FeatureCollection<Polygon | MultiPolygon>;
export type Points = FeatureCollection<Point>;

function sheet(): void {
  if (document.querySelector('link[href="/map/map.css"]')) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/map/map.css';
  document.head.append(link);
}

/** A circle on the globe, as a ring against the clock. */
export function circle([lon, lat]: [number, number], kilometres: number): Polygon {
  const ring = Array.from({ length: 49 }, (_, step): [number, number] => {
    const angle = (step / 48) * 2 * Math.PI;
    return [
      lon + (kilometres / (111.32 * Math.cos((lat * Math.PI) / 180))) * Math.cos(angle),
      lat + (kilometres / 110.57) * Math.sin(angle),
    ];
  });
  return { type: 'Polygon', coordinates: [ring] };
}

const countryLabels = (): Points => ({
  type: 'FeatureCollection',
  features: labels.map(([code, lon, lat]): Feature<Point> => ({
    type: 'Feature',
    properties: { name: country(code) },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
});

/** The layer of land or of borders, from the coarse or the fine source. */
const ground = (name: 'land' | 'borders', ending: '' | '-coarse'): maplibre.LayerSpecification =>
  name === 'land'
    ? { id: name + ending, type: 'fill', source: name + ending, paint: { 'fill-color': colour('land') } }
    : {
        id: name + ending,
        type: 'line',
        source: name + ending,
        paint: { 'line-color': colour('border'), 'line-width': 1 },
      };

/** Reads the fine coast and borders once the coarse ones are drawn; they take their place when they are there. */
function refine(map: maplibre.Map): void {
  const landed = (event: maplibre.MapSourceDataEvent) => {
    if (event.sourceId !== 'land-coarse' || !map.isSourceLoaded('land-coarse')) return;
    map.off('sourcedata', landed);
    map.once('render', () => performance.mark('map.land'));
  };
  map.on('sourcedata', landed);
  map.once('idle', () => {
    performance.mark('map.drawn');
    for (const name of ['land', 'borders'] as const) {
      map.addSource(name, { type: 'geojson', data: `/map/${name}.json` });
      map.addLayer(ground(name, ''), name === 'land' ? 'borders-coarse' : 'countries');
    }
    map.once('idle', () => {
      for (const name of ['land-coarse', 'borders-coarse']) map.setLayoutProperty(name, 'visibility', 'none');
    });
  });
}

export interface Shapes {
  areas: Areas;
  points: Points;
}

function style(shapes: Shapes): maplibre.StyleSpecification {
  const shown = [
    'case',
    ['boolean', ['feature-state', 'chosen'], false],
    0.45,
    0.2,
  ] as maplibre.ExpressionSpecification;
  return {
    version: 8,
    sources: {
      'land-coarse': { type: 'geojson', data: '/map/land-coarse.json' },
      'borders-coarse': { type: 'geojson', data: '/map/borders-coarse.json' },
      countries: { type: 'geojson', data: countryLabels() },
      areas: { type: 'geojson', data: shapes.areas },
      points: { type: 'geojson', data: shapes.points, cluster: true, clusterRadius: 42, clusterMaxZoom: 12 },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('sea') } },
      ground('land', '-coarse'),
      ground('borders', '-coarse'),
      {
        id: 'countries',
        type: 'symbol',
        source: 'countries',
        minzoom: 2.5,
        layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 13 },
        paint: { 'text-color': colour('muted'), 'text-halo-color': colour('land'), 'text-halo-width': 1.5 },
      },
      { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': colour('accent'), 'fill-opacity': shown } },
      {
        id: 'area-lines',
        type: 'line',
        source: 'areas',
        paint: { 'line-color': colour('accent'), 'line-width': 1.5, 'line-dasharray': [3, 2] },
      },
      {
        id: 'area-counts',
        type: 'symbol',
        source: 'areas',
        layout: { 'text-field': ['get', 'label'], 'text-font': font, 'text-size': 12 },
        paint: { 'text-color': colour('ink'), 'text-halo-color': colour('land'), 'text-halo-width': 1.5 },
      },
      {
        id: 'clusters',
        type: 'circle',
        source: 'points',
        filter: ['has', 'point_count'],
        paint: {
          'circle-color': colour('accent'),
          'circle-radius': ['step', ['get', 'point_count'], 14, 10, 18, 100, 24],
          'circle-stroke-color': colour('land'),
          'circle-stroke-width': 2,
        },
      },
      {
        id: 'cluster-counts',
        type: 'symbol',
        source: 'points',
        filter: ['has', 'point_count'],
        layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': font, 'text-size': 13 },
        paint: { 'text-color': colour('accent-ink') },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        filter: ['!', ['has', 'point_count']],
        paint: {
          'circle-color': colour('accent'),
          'circle-radius': 7,
          'circle-stroke-color': colour('land'),
          'circle-stroke-width': 2,
        },
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'points',
        filter: ['!', ['has', 'point_count']],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': font,
          'text-size': 12,
          'text-offset': [0, 1.2],
          'text-anchor': 'top',
        },
        paint: { 'text-color': colour('ink'), 'text-halo-color': colour('land'), 'text-halo-width': 1.5 },
      },
    ],
  };
}

export function openMap(
  container: HTMLElement,
  options: { centre: [number, number]; zoom: number; still?: boolean },
  shapes: Shapes,
): maplibre.Map {
  performance.mark('map.begun');
  sheet();
  const map = new maplibre.Map({
    container,
    style: style(shapes),
    center: options.centre,
    zoom: options.zoom,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 13,
    interactive: !options.still,
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200,
    localIdeographFontFamily: 'IBM Plex Sans Arabic',
    locale: {
      'Map.Title': t('nav.map'),
      'NavigationControl.ZoomIn': t('zoom.in'),
      'NavigationControl.ZoomOut': t('zoom.out'),
    },
  });
  refine(map);
  map.touchZoomRotate.disableRotation();
  if (!options.still)
    map.addControl(
      new maplibre.NavigationControl({ showCompass: false }),
      language.value === 'ar' ? 'top-left' : 'top-right',
    );
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: 'Natural Earth' }));
  return map;
}

/** Other shapes on the same map. What it was opened with needs no call: waiting until all is loaded would leave it bare. */
export function setData(map: maplibre.Map, { areas, points }: Shapes): void {
  const put = () => {
    (map.getSource('areas') as maplibre.GeoJSONSource).setData(areas);
    (map.getSource('points') as maplibre.GeoJSONSource).setData(points);
  };
  if (map.getSource('areas')) put();
  else map.once('style.load', put);
}

export function fit(map: maplibre.Map, places: [number, number][]): void {
  if (places.length === 0) return;
  const bounds = new maplibre.LngLatBounds(places[0], places[0]);
  places.forEach((place) => bounds.extend(place));
  map.fitBounds(bounds, { padding: 60, maxZoom: 8, animate: false });
}

/** The incidents under a click: one, an area's, or all of a cluster. */
export async function incidentsAt(map: maplibre.Map, point: maplibre.PointLike): Promise<string[]> {
  const found = map.queryRenderedFeatures(point, { layers: ['clusters', 'points', 'areas'] });
  const ids = await Promise.all(
    found.map(async (feature) => {
      if (!feature.properties.cluster) return String(feature.properties.ids).split(' ');
      const source = map.getSource('points') as maplibre.GeoJSONSource;
      const leaves = await source.getClusterLeaves(Number(feature.properties.cluster_id), 500, 0);
      return leaves.flatMap((leaf) => String(leaf.properties?.ids).split(' '));
    }),
  );
  return [...new Set(ids.flat())];
}
