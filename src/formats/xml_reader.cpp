#include "formats/xml_reader.h"

#include <expat.h>
#include <malloc.h>

#include <cstdlib>
#include <new>

namespace weige::formats {
namespace {

std::string_view local(const char* name) {
  std::string_view text(name);
  const auto colon = text.rfind(':');
  return colon == text.npos ? text : text.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view local_name) const {
  for (const char** item = items_; *item; item += 2)
    if (local(item[0]) == local_name) return item[1];
  return {};
}

struct XmlReader::Callbacks {
  // expat hands no context to its allocator: the reader at work on this thread is noted here.
  static thread_local Memory* memory;

  struct Using {
    Memory* before;
    explicit Using(Memory& now) : before(std::exchange(memory, &now)) {}
    ~Using() { memory = before; }
  };

  static void* allocate(std::size_t size) { return reallocate(nullptr, size); }

  static void* reallocate(void* old, std::size_t size) {
    const auto before = old ? malloc_usable_size(old) : 0;
    if (memory->used - before + size > memory->limit) return nullptr;
    void* got = std::realloc(old, size);
    if (got) memory->used += malloc_usable_size(got) - before;
    return got;
  }

  static void release(void* old) {
    if (old) memory->used -= malloc_usable_size(old);
    std::free(old);
  }

  static void start(void* self, const char* name, const char** attributes) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.refusal_ || reader.handler_.ended()) return;
    if (++reader.depth_ > reader.max_depth_) return reader.refuse("xml-depth");
    reader.handler_.start(local(name), XmlAttributes(attributes));
    reader.stop_if_ended();
  }

  static void end(void* self, const char* name) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.refusal_ || reader.handler_.ended()) return;
    --reader.depth_;
    reader.handler_.end(local(name));
    reader.stop_if_ended();
  }

  static void text(void* self, const char* bytes, int count) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.refusal_ || reader.handler_.ended()) return;
    reader.handler_.text({bytes, static_cast<std::size_t>(count)});
    reader.stop_if_ended();
  }

  static void doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<XmlReader*>(self)->refuse("doctype");
  }
};

thread_local XmlReader::Memory* XmlReader::Callbacks::memory = nullptr;

XmlReader::XmlReader(XmlHandler& handler, std::string part, const ReadLimits& limits)
    : handler_(handler), part_(std::move(part)), max_depth_(limits.xml_depth), memory_{0, limits.xml_memory} {
  const Callbacks::Using use(memory_);
  const XML_Memory_Handling_Suite suite{Callbacks::allocate, Callbacks::reallocate, Callbacks::release};
  parser_ = XML_ParserCreate_MM(nullptr, &suite, nullptr);
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::start, Callbacks::end);
  XML_SetCharacterDataHandler(parser_, Callbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::doctype);
}

XmlReader::~XmlReader() {
  const Callbacks::Using use(memory_);
  XML_ParserFree(parser_);
}

void XmlReader::refuse(std::string_view reason) {
  refusal_ = problem(ProblemCode::file_unsafe, part_).with("reason", std::string(reason));
  XML_StopParser(parser_, XML_FALSE);
}

void XmlReader::stop_if_ended() {
  if (handler_.ended()) XML_StopParser(parser_, XML_FALSE);
}

Problem XmlReader::broken() const {
  if (XML_GetErrorCode(parser_) == XML_ERROR_NO_MEMORY)
    return problem(ProblemCode::file_unsafe, part_).with("reason", "xml-memory");
  const auto line = std::to_string(XML_GetCurrentLineNumber(parser_));
  return problem(ProblemCode::file_damaged, part_ + ":" + line).with("part", part_);
}

Result<Next> XmlReader::parse(std::string_view bytes, bool last) {
  const Callbacks::Using use(memory_);
  const auto status = XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), last);
  if (refusal_) return *refusal_;
  if (handler_.failure()) return *handler_.failure();
  if (handler_.ended()) return Next::stop;
  if (status != XML_STATUS_OK) return broken();
  return Next::more;
}

Result<Next> XmlReader::feed(std::string_view bytes) {
  return parse(bytes, false);
}

Done XmlReader::finish() {
  if (handler_.ended()) return done();
  WEIGE_CHECK(parse({}, true));
  return done();
}

Done parse_part(ZipArchive& archive, const ZipEntry& entry, XmlHandler& handler, const ReadLimits& limits) {
  XmlReader reader(handler, entry.name, limits);
  WEIGE_CHECK(archive.read(entry, [&](std::string_view piece) { return reader.feed(piece); }));
  return reader.finish();
}

}  // namespace weige::formats
