// Instructions as JSON: the schemas InstructionLine, InstructionView, InstructionBranch, InstructionAnswer,
// InstructionRecipient and InstructionDraftCheck of openapi.yaml; and the sheet of answers as CSV.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string_view>

#include "base/problem.h"
#include "work/instruction_issue_actions.h"

namespace weige::http {

boost::json::object instruction_line_json(const work::InstructionLine& line);
boost::json::object instruction_json(const work::InstructionView& view, Instant now);
boost::json::object branch_json(const work::BranchLine& line, Instant now);
boost::json::object answer_line_json(const work::AnswerLine& line);
boost::json::object recipient_json(const work::Recipient& recipient);
boost::json::object draft_check_json(const work::DraftCheck& draft);
boost::json::object instruction_counts_json(const work::InstructionCounts& counts);
boost::json::object instruction_file_json(const work::InstructionFile& file);

// One line a branch, one column a question; sums in the last line.
void write_answer_sheet(const work::AnswerSheet& sheet, Language language,
                        const std::function<void(std::string_view)>& sink);

}  // namespace weige::http
