import { render } from 'preact';
import './styles/tokens.css';
import './styles/page.css';
import './styles/parts.css';
import './styles/charts.css';
import './styles/print.css';
import './styles/handout.css';
import './styles/help.css';
import './styles/forms.css';
import './styles/tour.css';
import { App } from './app.js';
import { applyHouseStyle } from './house-style.js';
import { SurveyPage } from './pages/survey.js';
import { firstTheme, applyTheme } from './theme.js';

applyTheme(firstTheme());
void applyHouseStyle();
const place = document.getElementById('page');
// A survey is answered by who has no key: it asks for no session.
const [, survey] = /^\/survey\/([\w-]+)\/?$/.exec(window.location.pathname) ?? [];
if (place !== null) render(survey === undefined ? <App /> : <SurveyPage token={survey} />, place);
// Slices of the Chinese font for systems without one: asked for after the first paint, loaded by the characters shown.
requestAnimationFrame(() => void setTimeout(() => void import('./fonts.js'), 0));
