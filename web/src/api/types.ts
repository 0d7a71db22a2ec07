import type { Answer, Operation } from './contract';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Account = Schemas['Account'];
export type Address = Schemas['Address'];
export type AddressNode = Schemas['AddressNode'];
export type Area = Schemas['Area'];
export type Change = Schemas['Change'];
export type Code = Schemas['Code'];
export type ColumnMapping = Schemas['ColumnMapping'];
export type Counter = Schemas['Counter'];
export type Coverage = Schemas['Coverage'];
export type Employment = Schemas['Employment'];
export type Evidence = Schemas['Evidence'];
export type FieldPair = Schemas['FieldPair'];
export type FileKind = Schemas['FileKind'];
export type Finding = Schemas['Finding'];
export type FindingKind = Schemas['FindingKind'];
export type FindingView = Schemas['FindingView'];
export type Import = Schemas['Import'];
export type ImportRow = Schemas['ImportRow'];
export type Invitation = Schemas['Invitation'];
export type Job = Schemas['Job'];
export type Label = Schemas['Label'];
export type Link = Schemas['Link'];
export type OperationResult = Schemas['OperationResult'];
export type Organisation = Schemas['Organisation'];
export type OrganisationFields = Schemas['OrganisationFields'];
export type Overview = Schemas['Overview'];
export type OwnSession = Schemas['OwnSession'];
export type Person = Schemas['Person'];
export type PersonField = Schemas['PersonField'];
export type PersonFields = Schemas['PersonFields'];
export type PocketLine = Schemas['PocketLine'];
export type PocketScope = Schemas['PocketScope'];
export type Post = Schemas['Post'];
export type Premises = Schemas['Premises'];
export type PremisesEdit = Schemas['PremisesEdit'];
export type Problem = Schemas['Problem'];
export type Provenance = Schemas['Provenance'];
export type ProvenanceInput = Schemas['ProvenanceInput'];
export type Provenances = Schemas['Provenances'];
export type ReportKind = Schemas['ReportKind'];
export type ReportReading = Answer<Operation<'/api/reports/reading', 'post'>>;
export type Residence = Schemas['Residence'];
export type ResidenceEdit = Schemas['ResidenceEdit'];
export type ResidenceState = Schemas['ResidenceState'];
export type Roster = Schemas['Roster'];
export type RosterAnswer = Schemas['RosterAnswer'];
export type RosterRow = Schemas['RosterRow'];
export type RosterRule = Schemas['RosterRule'];
export type RowProblem = Schemas['RowProblem'];
export type SearchHit = Schemas['SearchHit'];
export type SearchRequest = Schemas['SearchRequest'];
export type SearchResult = Schemas['SearchResult'];
export type Session = Schemas['Session'];
export type Upload = Schemas['Upload'];
export type Candidate = FindingView['candidates'][number];
export interface FindingCount {
  kind: FindingKind;
  area_id: number;
  open: number;
}

export type UploadSheet = Upload['sheets'][number];

export type RecordKind = SearchHit['kind'];
