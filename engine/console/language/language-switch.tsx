/** Changes to the other language. Its name is written in that language, for who does not read this one. */
import { chooseLanguage, language } from './language.js';

export function LanguageSwitch() {
  const other = language() === 'en' ? 'zh' : 'en';
  return (
    <button
      type="button"
      class="small"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => chooseLanguage(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  );
}
