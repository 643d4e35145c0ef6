// The article workbench: the text as published beside what was read in it, decided by keyboard.
import { useData } from '../../api';
import { Shown } from '../../parts/states';
import { route } from '../../router';
import type { ArticlePage } from '../../types';
import { Bench } from './bench';

export default function Article() {
  const { id, query } = route.value;
  const loaded = useData<ArticlePage>(`/articles/${encodeURIComponent(id)}`, { version: query.version }, ['correction', 'article']);
  return <Shown of={loaded}>{(page) => <Bench page={page} reload={loaded.reload} />}</Shown>;
}
