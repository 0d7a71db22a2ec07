// What the routes of the register share: the contexts that its use cases take, answers with the version as
// ETag, and problems with the names that the body has.
#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "http/call.h"
#include "http/message.h"
#include "registry/record.h"
#include "registry/register_writer.h"
#include "registry/view_actions.h"

namespace weige::http {

registry::WriteContext writing(Call& call);
registry::ReadContext reading(Call& call);
// Who is shown whom he has added: that is a correction of data, where the sitting has no purpose.
access::Actor adder(const Call& call);
// Who is shown what an edit has made of a record: the same, but an edit that changed nothing is none, and so
// asks for a purpose like any other reading.
access::Actor editor(const Call& call, const registry::Record& after);

// valid_on and known_at of the query. Problem: bad_date at either.
Result<registry::AsOf> as_of(const Request& request);
// cursor (an id) and limit of a list. Problem: bad_number.
struct ListPage {
  std::optional<std::int64_t> after = {};
  std::size_t limit = 50;
};
Result<ListPage> list_page(const Request& request);

// A record with its version as ETag. It is not kept by browsers: it is personal, and what hangs on it changes
// without its version.
Response record_response(int status, std::int64_t version, const boost::json::object& record);
// The same with 201 and where it is.
Response created_response(std::string location, std::int64_t version, const boost::json::object& record);

// To the posts that are told when the record changes: kind and id only.
Telling change_telling(store::Transaction& tx, registry::RecordKind kind, std::int64_t id);
// Tells open pages that a record is another now, once the change is durable: kind and id only.
void tell_change(Call& call, registry::RecordKind kind, std::int64_t id);

// Where in the body the fields of a kind stand: {person, "fields"} makes "phone" into "fields.phone".
struct FieldGroup {
  registry::RecordKind kind;
  std::string_view path;
};
Problem placed(Problem problem, std::initializer_list<FieldGroup> groups);
template <class T>
Result<T> placed(Result<T> result, std::initializer_list<FieldGroup> groups) {
  if (result) return result;
  return placed(std::move(result).problem(), groups);
}

// How the contract names what the register's tables name otherwise: from for from_day, label for
// premises_label, residences for many of a residence.
std::string_view public_field(std::string_view field);
std::string_view public_kind(registry::RecordKind kind);
std::string_view public_plural(registry::RecordKind kind);

}  // namespace weige::http
