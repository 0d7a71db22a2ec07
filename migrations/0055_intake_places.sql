-- module: intake
-- Findings lie in the area of their place, or of the employment they speak of, and move with it.
CREATE INDEX finding_by_place ON finding (place);
CREATE INDEX finding_by_employment ON finding (employment_id) WHERE employment_id IS NOT NULL;
