// The page begins here: who is signed in decides between sign-in, first run and the observatory.
import { render } from 'preact';
import { whoAmI } from './api';
import { Loading } from './parts/states';
import { FirstRun } from './screens/first-run';
import { SignIn } from './screens/sign-in';
import { Frame } from './shell/frame';
import { firstRun, session } from './state';
import './css/base.css';
import './css/layout.css';
import './css/parts.css';
import './css/dialogs.css';
import './css/tables.css';
import './css/screens.css';
import './css/article.css';
import './css/paint.css';
import './css/incident.css';
import './css/print.css';

function App() {
  if (session.value === undefined) return <Loading />;
  if (session.value) return <Frame />;
  return firstRun.value ? <FirstRun /> : <SignIn />;
}

void whoAmI();
render(<App />, document.getElementById('app')!);
