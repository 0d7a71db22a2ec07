import type { ServerResponse } from 'node:http';
import { problem, type Route } from './router';
import type { JobTools } from './rosters';
import type { Import, ImportRow, Job, Upload } from '@/api/types';

const fields = {
  addresses: [{ code: 'address', zh: '地址', en: 'address', required: true }, { code: 'committee', zh: '村居', en: 'committee', required: false }],
  residents: [
    { code: 'name', zh: '姓名', en: 'name', required: true },
    { code: 'document_number', zh: '证件号码', en: 'document number', required: true },
    { code: 'phone', zh: '电话', en: 'phone', required: false },
    { code: 'address', zh: '地址', en: 'address', required: true },
    { code: 'relation', zh: '与户主关系', en: 'relation', required: false },
  ],
  organisations: [{ code: 'name', zh: '单位名称', en: 'name', required: true }, { code: 'credit_code', zh: '统一社会信用代码', en: 'credit code', required: false }],
};

const titles: Record<string, string> = { 姓名: 'name', 身份证号: 'document_number', 证件号码: 'document_number', 电话: 'phone', 手机: 'phone', 地址: 'address', 现住址: 'address', 与户主关系: 'relation' };
const traits = new Set(['民族', '宗教', '政治面貌']);

function readCsv(text: string, id: number, file_name: string): Upload {
  const lines = text.replace(/^\ufeff/, '').trim().split(/\r?\n/).map((line) => line.split(','));
  const header = lines[0] ?? [];
  const kept = header.map((title, column) => ({ title, column })).filter(({ title }) => !traits.has(title));
  const columns = kept.map(({ title, column }) => ({ column, title, ...(titles[title] ? { field: titles[title], sure: title !== '手机' } : {}) }));
  const sample = lines.slice(1, 4).map((row) => kept.map(({ column }) => row[column] ?? ''));
  const sheet = { name: 'CSV', rows: lines.length - 1, header_row: 1, guessed_kind: 'residents' as const, columns, dropped_columns: header.filter((title) => traits.has(title)), sample };
  return { id, file_name, rows: lines.length - 1, sheets: [sheet], fields };
}

function eventRoute(streams: Set<ServerResponse>): Route {
  return ['GET', /^\/api\/events$/, ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
    return { kept: true };
  }];
}

function uploadRoutes(uploads: Map<number, Upload>, next: () => number): Route[] {
  return [
    ['POST', /^\/api\/uploads$/, ({ bytes, headers }) => {
      if (bytes.length === 0) return problem(422, 'empty-file', '文件是空的', { detail: '请选择有内容的文件。' });
      const upload = readCsv(bytes.toString('utf8'), next(), decodeURIComponent(String(headers['x-file-name'])));
      uploads.set(upload.id, upload);
      return { status: 201, body: upload };
    }],
    ['GET', /^\/api\/uploads\/(\d+)$/, ({ params }) => ({ body: uploads.get(Number(params[0])) })],
  ];
}

function jobRoutes(jobs: Job[]): Route[] {
  return [
    ['GET', /^\/api\/jobs$/, () => ({ body: { items: jobs } })],
    ['GET', /^\/api\/jobs\/(\d+)$/, ({ params }) => ({ body: jobs.find((job) => job.id === Number(params[0])) })],
    ['POST', /^\/api\/jobs\/(\d+)\/cancel$/, ({ params }) => {
      const job = jobs.find((one) => one.id === Number(params[0]));
      Object.assign(job ?? {}, { state: 'cancelled' });
      return { status: 202, body: job };
    }],
    ['GET', /^\/api\/jobs\/(\d+)\/file$/, () => ({ raw: 'file' })],
  ];
}

function resultOf(one: Import): ImportRow[] {
  const faulty = Math.min(2, one.rows);
  return Array.from({ length: one.rows }, (_, index) => (index < faulty
    ? { row: index + 2, sheet: 'CSV', outcome: 'invalid', problems: [{ code: 'id-number-check-digit', cell: `B${index + 2}`, title: '身份证号校验位不对', detail: '请逐位对照证件。', value: '999***********123X' }] }
    : { row: index + 2, sheet: 'CSV', outcome: 'new', subject_kind: 'person', subject_id: 1, problems: [] }));
}

/** `more`: routes whose long work shows among these jobs. */
export function fileRoutes(more: (tools: JobTools) => Route[]): Route[] {
  const uploads = new Map<number, Upload>();
  const imports = new Map<number, Import>();
  const rows = new Map<number, ImportRow[]>();
  const jobs: Job[] = [];
  const streams = new Set<ServerResponse>();
  let last = 0;
  const next = () => (last += 1);

  const tell = (job: Job) => { for (const stream of streams) stream.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`); };
  const newJob = (kind: string, title: string, total: number): Job => {
    const job: Job = { id: next(), kind, title, state: 'running', doing: 'check', done: 0, total, created: new Date().toISOString(), started: new Date().toISOString() };
    jobs.unshift(job);
    return job;
  };
  const run = (job: Job, finished: () => void) => {
    const timer = setInterval(() => {
      if (job.state !== 'running') { clearInterval(timer); return; }
      job.done = Math.min(job.total, job.done + Math.max(1, Math.ceil(job.total / 5)));
      if (job.done >= job.total) {
        Object.assign(job, { state: 'done', finished: new Date().toISOString(), has_file: true });
        finished();
      }
      tell(job);
    }, 150);
  };
  const finish = (one: Import) => {
    const faulty = Math.min(2, one.rows);
    rows.set(one.id, resultOf(one));
    Object.assign(one, { outcomes: { new: one.rows - faulty, invalid: faulty }, problems: [{ code: 'id-number-check-digit', title: '身份证号校验位不对', rows: faulty }], applied: one.mode === 'good_rows' });
  };

  return [
    eventRoute(streams),
    ...uploadRoutes(uploads, next),
    ['GET', /^\/api\/imports$/, () => ({ body: { items: [...imports.values()].reverse() } })],
    ['POST', /^\/api\/imports$/, ({ body }) => {
      const { upload_id, kind, mode } = body as { upload_id: number; kind: Import['kind']; mode: string };
      const upload = uploads.get(upload_id) as Upload;
      const job = newJob('import', `导入 ${upload.file_name}`, upload.rows);
      const one: Import = { id: next(), job, kind, mode, file_name: upload.file_name, rows: upload.rows, outcomes: {}, dropped_columns: upload.sheets[0]?.dropped_columns };
      imports.set(one.id, one);
      run(job, () => { finish(one); });
      return { status: 202, body: one };
    }],
    ['GET', /^\/api\/imports\/(\d+)$/, ({ params }) => ({ body: imports.get(Number(params[0])) })],
    ['GET', /^\/api\/imports\/(\d+)\/rows$/, ({ params, query }) => ({ body: { items: (rows.get(Number(params[0])) ?? []).filter((row) => !query.get('outcome') || row.outcome === query.get('outcome')) } })],
    ['GET', /^\/api\/imports\/(\d+)\/result-file$/, () => ({ raw: 'xlsx', headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="result.xlsx"' } })],
    ['POST', /^\/api\/exports$/, () => {
      const job = newJob('export', '导出人员', 10);
      run(job, () => undefined);
      return { status: 202, body: job };
    }],
    ...jobRoutes(jobs),
    ...more({ next, newJob, run, uploads }),
  ];
}
