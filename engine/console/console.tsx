/** The operator web console: asks the operator API what it shows, with the token its operator signed in with. */
import { render } from 'preact';
import { App } from './app.js';

render(<App />, document.body);
