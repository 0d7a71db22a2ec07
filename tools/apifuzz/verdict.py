"""What is wrong with an answer, whatever was asked."""
import re

from contract import problem_catalogue

INSIDE = re.compile(
    r"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE \w+ SET|CREATE TABLE|PRAGMA)\b|sqlite|SQLSTATE|\bpg_|libpq|no such (table|column)|near \"|constraint failed"
    r"|std::|boost::|weige::|\.cpp\b|\.h:\d|/src/|terminate called|what\(\)|stack ?trace|Segmentation|bad_alloc|Assertion",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(r"\d{7,17}[\dXx]")
# Seconds from the request to the whole answer on two shared cores; a slow one is asked three times before it counts.
LIMIT, LIMIT_OF_LONG_WORK = 2.0, 10.0
LONG_WORK = re.compile(r"^POST /api/(grid-|uploads|session|links|imports|rosters|town)|^PATCH /api/grid-|/(differences|preview|export|coverage|result-file|answer-file)$")


def limit_of(operation):
    return LIMIT_OF_LONG_WORK if LONG_WORK.search(operation.name) else LIMIT


class Judge:
    def __init__(self, contract, secrets):
        self.contract, self.secrets = contract, secrets
        self.catalogue = problem_catalogue()

    def faults(self, request, answer):
        """One line for each thing that is wrong."""
        if answer is None:
            yield "the server closed the connection without an answer"
            return
        operation = request.operation
        if answer.status >= 500 and not (answer.status == 503 and operation.path == "/readyz"):
            yield f"answered {answer.status}"
        yield from self._faults_of_headers(answer)
        told = operation.answers.get(str(answer.status))
        if answer.status >= 400:
            yield from self._faults_of_problem(request, answer)
        elif told is None and answer.status != 304:
            yield f"{answer.status} is not told in openapi.yaml"
        elif answer.status not in (204, 304):
            yield from self._faults_of_success(request, answer, told)

    @staticmethod
    def _faults_of_headers(answer):
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            yield "lacks X-Content-Type-Options: nosniff"
        if "X-Injected" in answer.headers:
            yield "a header was injected"

    def _faults_of_success(self, request, answer, told):
        content = answer.headers.get_content_type()
        if content not in told.get("content", {}):
            yield f"the content type {content} is not told for {answer.status}"
            return
        if content.endswith("json"):
            schema = told["content"][content]["schema"]
            yield from list(self.contract.faults(schema, answer.json()))[:5]
        if "reveal" not in request.operation.path and content.endswith("json"):
            yield from self._faults_of_secrets(request, answer, "")

    def _faults_of_problem(self, request, answer):
        if answer.headers.get_content_type() != "application/problem+json":
            yield f"a problem of the content type {answer.headers.get_content_type()}"
            return
        problem = answer.json()
        yield from list(self.contract.faults({"$ref": "#/components/schemas/Problem"}, problem))[:5]
        for each in [problem, *problem.get("errors", [])]:
            if each.get("code") not in self.catalogue:
                yield f"the code {each.get('code')} is not in the catalogue"
        if problem.get("status") != answer.status or self.catalogue.get(problem.get("code")) != answer.status:
            yield f"{answer.status} with the code {problem.get('code')} of status {self.catalogue.get(problem.get('code'))}"
        text = answer.body.decode("utf-8").replace('\\"', '"')
        sent = request.told()
        for found in INSIDE.finditer(text):
            if found.group() not in sent:
                yield f"tells of its inside: {found.group()}"
        yield from self._faults_of_secrets(request, answer, " in a problem")

    def _faults_of_secrets(self, request, answer, where):
        sent = request.told().encode() + (request.body or b"")
        for found in set(LONG_NUMBER.findall(answer.body.decode("utf-8", "replace"))):
            if found in self.secrets and found.encode() not in sent:
                yield f"tells a number of somebody in full{where}: {found[:3]}...{found[-2:]}"
