// The article workbench: the text as published beside what was read in it, decided by keyboard.
import { useData } from '../../api';
import { Empty, Shown } from '../../parts/states';
import { route } from '../../router';
import { Page } from '../../parts/page';
import { News } from '../../parts/text';
import { t } from '../../words';
import type { ArticlePage, ReadArticle } from '../../types';
import { ArticleFacts } from './article-head';
import { Bench } from './bench';

/** What a role without protected fields sees: that there is such an article, and where. */
const Withheld = ({ page }: { page: ArticlePage }) => (
  <Page title={<News>{page.article.title}</News>}>
    <ArticleFacts page={page} />
    <Empty>{t('withheld')}</Empty>
  </Page>
);

const readable = (page: ArticlePage): page is ReadArticle => page.analysis !== null;

export default function Article() {
  const { id, query } = route.value;
  const loaded = useData<ArticlePage>(`/articles/${encodeURIComponent(id)}`, { version: query.version }, ['article']);
  return (
    <Shown of={loaded} title={t('nav.article')}>
      {(page) =>
        readable(page) ? (
          <Bench page={page} reload={loaded.reload as () => Promise<ReadArticle | undefined>} />
        ) : (
          <Withheld page={page} />
        )
      }
    </Shown>
  );
}
