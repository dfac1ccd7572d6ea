/** Turns the pages of a long answer. */
import { useEffect } from 'preact/hooks';
import { say } from '../language/language.js';

interface PagerProps {
  readonly pageIndex: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (pageIndex: number) => void;
}

export function Pager({ pageIndex, pageSize, total, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  // Rows go while they are looked at, so the page shown may no longer exist.
  useEffect(() => {
    if (pageIndex > pages) onPage(pages);
  }, [pageIndex, pages]);
  const first = total === 0 ? 0 : (pageIndex - 1) * pageSize + 1;
  const last = Math.min(total, pageIndex * pageSize);
  return (
    <div class="pager">
      <span class="number" role="status">
        {say('{first}–{last} of {total}', { first, last, total })}
      </span>
      {pages > 1 && (
        <>
          <button type="button" disabled={pageIndex <= 1} onClick={() => onPage(pageIndex - 1)}>
            {say('Previous')}
          </button>
          <button type="button" disabled={pageIndex >= pages} onClick={() => onPage(pageIndex + 1)}>
            {say('Next')}
          </button>
        </>
      )}
    </div>
  );
}
