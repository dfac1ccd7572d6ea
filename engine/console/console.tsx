/** The operator web console: shows what the operator API answers to the operator's token. */
import { render } from 'preact';
import { App } from './app.js';

render(<App />, document.body);
