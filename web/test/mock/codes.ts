type Pairs = Record<string, [zh: string, en: string]>;

const lists: Record<string, Pairs> = {
  purposes: { door_check: ['上门核查', 'door check'], resident_service: ['为本人办事', 'service to the resident'], data_correction: ['更正登记', 'correcting the register'], duplicate_review: ['查重', 'review of duplicates'], data_quality: ['质量检查', 'data quality'], legal_request: ['依法查询', 'legal request'] },
  quota_reasons: { field_drive: ['集中走访核查', 'a drive of visits'], backlog: ['集中办理积压事项', 'working off a backlog'] },
  roles: { population_office: ['镇人口办', 'population office'], committee: ['村居', 'committee'], coordinator: ['社区综合协管员', 'coordinator'], system_admin: ['系统管理员', 'system administrator'], security_admin: ['安全管理员', 'security administrator'], auditor: ['审计员', 'auditor'] },
  vacancy_reasons: { transfer: ['调动', 'transfer'], retirement: ['退休', 'retirement'] },
  deputy_reasons: { absence: ['任职人暂时不在岗', 'the holder is away'], vacancy: ['岗位空缺', 'the post is vacant'] },
  delay_reasons: { secret_by_law: ['法律、行政法规规定应当保密', 'secret by law'], would_hinder_duty: ['告知将妨碍履行法定职责', 'telling would hinder a legal duty'] },
  document_types: { resident_id: ['居民身份证', 'ID card'], passport: ['护照', 'passport'], hk_macao_permit: ['港澳居民来往内地通行证', 'HK/Macao permit'] },
  sexes: { male: ['男', 'male'], female: ['女', 'female'] },
  categories: { registered_here: ['户籍人口', 'registered in Shanghai'], elsewhere_mainland: ['来沪人员', 'from elsewhere in the mainland'], outside_mainland: ['境外人员', 'from outside the mainland'] },
  relations: { head: ['户主', 'head'], spouse: ['配偶', 'spouse'], child: ['子女', 'child'], tenant: ['租客', 'tenant'] },
  premises_uses: { home: ['住宅', 'home'], shop: ['商铺', 'shop'], office: ['办公', 'office'], factory: ['厂房', 'factory'] },
  premises_labels: { owner_occupied: ['自住', 'owner-occupied'], let: ['出租', 'let'], overcrowded_let: ['群租', 'overcrowded let'], vacant: ['空置', 'vacant'], dormitory: ['集体宿舍', 'dormitory'] },
  label_evidence: { door_visit: ['上门核实', 'door visit'], landlord: ['房东告知', 'landlord'], contract: ['合同', 'contract'] },
  organisation_kinds: { company: ['公司', 'company'], shop: ['个体工商户', 'shop'] },
  address_levels: { road: ['路', 'road'], lane: ['弄', 'lane'], number: ['号', 'number'], room: ['室', 'room'] },
  row_outcomes: { same: ['一致', 'same'], fills_gap: ['补全', 'fills a gap'], changed: ['有变更', 'changed'], new: ['新增', 'new'], moved_in: ['迁入', 'moved in'], moved_within: ['辖区内迁移', 'moved within'], ambiguous: ['需人工判断', 'a person must look'], invalid: ['需修改', 'to be mended'], refused: ['不在范围内', 'out of scope'] },
  sources: { import: ['文件导入', 'file'], screen: ['页面录入', 'screen'] },
  ways: { door: ['上门', 'door visit'], phone: ['电话', 'phone'], document: ['证件材料', 'document'], roster: ['名单', 'roster'] },
  town: { town: ['徐泾镇', '徐泾镇'] },
  job_kinds: { import: ['导入', 'import'], export: ['导出', 'export'], roster: ['核对花名册', 'comparing a roster'], roster_apply: ['花名册入库', 'applying a roster'] },
};

export const codes = Object.fromEntries(
  Object.entries(lists).map(([name, pairs]) => [name, Object.entries(pairs).map(([code, [zh, en]]) => ({ code, zh, en }))]),
);
