// A table of rows, with a caption for those who do not see it; wide ones scroll in their own box.
import type { ComponentChildren } from 'preact';

export interface Column<T> {
  id: string;
  head: string;
  cell: (row: T) => ComponentChildren;
  number?: boolean;
  rowHead?: boolean;
  grow?: boolean;
}
export interface TableProps<T> {
  caption: string;
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string | number;
  stack?: boolean;
}

/** `stack`: on a phone each row becomes a card, its heads beside the cells. */
export function Table<T>({ caption, rows, columns, rowKey, stack }: TableProps<T>) {
  return (
    <div class="table-box" role="group" aria-label={caption} tabIndex={0}>
      <table class={stack ? 'stack' : ''}>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" class={column.number ? 'number' : ''}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => {
                const name = [column.number ? 'number' : '', column.grow ? 'grow' : ''].join(' ').trim();
                return column.rowHead ? (
                  <th key={column.id} scope="row" class={name} data-head={column.head}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} class={name} data-head={column.head}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
