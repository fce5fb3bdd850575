/** One column of a sheet: its heading and what a row shows in it. */
export interface SheetColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
  /** in characters */
  readonly width?: number;
}

const makeSheet = async <Row>(rows: readonly Row[], columns: readonly SheetColumn<Row>[]): Promise<Blob> => {
  const { Workbook } = await import('exceljs');
  const sheet = new Workbook().addWorksheet('Miji', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ title, width }) => ({ header: title, width: width ?? 18 }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) sheet.addRow(columns.map(({ value }) => value(row)));
  return new Blob([await sheet.workbook.xlsx.writeBuffer()], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
};

/** Hands a file to whoever sits there. */
export const saveFile = (file: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Firefox starts the download after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/**
 * Saves rows as an Excel file.
 *
 * @param fileName without the ending; never a title
 */
export const saveSheet = async <Row>(
  rows: readonly Row[],
  columns: readonly SheetColumn<Row>[],
  fileName: string,
): Promise<void> => saveFile(await makeSheet(rows, columns), `${fileName}.xlsx`);
