// A small map of one place, with the area that its precision allows; the words beside it say the same.
import { useEffect, useRef } from 'preact/hooks';
import { language, theme } from '../../state';
import { country, placeName } from '../../format';
import { t, term } from '../../words';
import type { Place } from '../../types';
import { radius } from './precision';

export function MapInset({ place }: { place: Place }) {
  const box = useRef<HTMLDivElement>(null);
  const around = radius(place.level);
  useEffect(() => {
    let close = () => {};
    let gone = false;
    void import('./engine').then((engine) => {
      if (gone || !box.current) return;
      const centre: [number, number] = [place.lon, place.lat];
      const properties = { name: placeName(place), label: placeName(place), ids: '' };
      const areas: import('./engine').Areas = {
        type: 'FeatureCollection',
        features: around > 0 ? [{ type: 'Feature', properties, geometry: engine.circle(centre, around) }] : [],
      };
      const points: import('./engine').Points = {
        type: 'FeatureCollection',
        features: around > 0 ? [] : [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: centre } }],
      };
      const map = engine.openMap(
        box.current,
        { centre, zoom: around > 0 ? Math.max(3, 8 - Math.log2(around / 15)) : 6, still: true },
        { areas, points },
      );
      close = () => map.remove();
    });
    return () => {
      gone = true;
      close();
    };
  }, [place.entity, theme.value, language.value]);
  return (
    <>
      <div class="map inset" ref={box} role="img" aria-label={`${t('nav.map')}: ${placeName(place)}`} />
      <p class="muted note">
        <bdi>{placeName(place)}</bdi>
        {place.country && `، ${country(place.country)}`} · {term('level', place.level)}
        {around > 0 && ` · ${t('within.km', { n: around })}`}
      </p>
    </>
  );
}
