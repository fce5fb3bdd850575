/** Saves an empty table with the headings that an import knows, as an Excel file. */
export const saveTemplate = async (
  headings: readonly string[],
  examples: readonly (readonly string[])[],
  fileName: string,
): Promise<void> => {
  const { Workbook } = await import('exceljs');
  const sheet = new Workbook().addWorksheet('Miji', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headings.map((header) => ({ header, width: 18 }));
  sheet.getRow(1).font = { bold: true };
  for (const row of examples) sheet.addRow([...row]);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await sheet.workbook.xlsx.writeBuffer()]));
  link.download = `${fileName}.xlsx`;
  link.click();
  // Firefox starts the download after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
