// The files of exceljs for make_real_files.py, beside which it runs. usage: node exceljs_files.mjs TABLES.json FOLDER
import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'

const [, , tablesFile, folder] = process.argv
const tables = JSON.parse(readFileSync(tablesFile, 'utf8'))
const day = /^\d{4}-\d{2}-\d{2}$/

function put(sheet, table, value = (text) => text) {
  tables[table].forEach((row, r) => {
    row.forEach((text, c) => {
      if (text === '') return
      const cell = sheet.getCell(r + 1, c + 1)
      const dated = day.test(text)
      cell.value = dated ? new Date(`${text}T00:00:00Z`) : r === 0 ? text : value(text, c)
      if (dated) cell.numFmt = 'yyyy-mm-dd'
    })
  })
}

async function save(name, table, madeFrom, value, change = () => {}) {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('人口')
  change(book, sheet)
  put(sheet, table, value)
  await book.xlsx.writeFile(`${folder}/${name}`)
  console.log([name, madeFrom, table].join('\t'))
}

async function stream(name, table, useSharedStrings) {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: `${folder}/${name}`, useStyles: true, useSharedStrings })
  const sheet = book.addWorksheet('人口')
  for (const row of tables[table]) sheet.addRow(row).commit()
  sheet.commit()
  await book.commit()
  console.log([name, `streamed, ${useSharedStrings ? 'shared' : 'inline'} strings`, table].join('\t'))
}

const rich = (text, column) =>
  column === 4 ? { richText: [{ font: { bold: true }, text: text.slice(0, 2) }, { text: text.slice(2) }] } : text
const formula = (text, column) => (column === 3 ? { formula: `"${text}"`, result: text } : text)

await save('exceljs-few.xlsx', 'few', 'cells')
await save('exceljs-many.xlsx', 'many', 'cells')
await save('exceljs-odd.xlsx', 'odd', 'line ends, quotes, empty cells, characters beyond the basic plane')
await save('exceljs-rich.xlsx', 'few', 'rich text', rich)
await save('exceljs-formulas.xlsx', 'few', 'formulas with their values', formula)
await save('exceljs-1904.xlsx', 'few', 'days counted from 1904', undefined, (book) => {
  book.properties.date1904 = true
})
await stream('exceljs-stream.xlsx', 'many', false)
await stream('exceljs-stream-shared.xlsx', 'many', true)
