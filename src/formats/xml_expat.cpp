#include "formats/xml_expat.h"

#include <expat.h>
#include <malloc.h>

#include <cstdlib>
#include <new>
#include <utility>

namespace weige::formats {
namespace {

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace

struct XmlExpat::Callbacks {
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
    auto& reader = *static_cast<XmlExpat*>(self);
    if (reader.refused_ || reader.handler_.ended()) return;
    if (++reader.depth_ > reader.bounds_.depth) return reader.refuse(XmlEnd::depth);
    reader.attributes_.clear();
    for (const char** item = attributes; *item; item += 2)
      reader.attributes_.push_back({item[0], local(item[0]), item[1]});
    reader.handler_.start(local(name), XmlAttributes(reader.attributes_));
    reader.stop_if_ended();
  }

  static void end(void* self, const char* name) {
    auto& reader = *static_cast<XmlExpat*>(self);
    if (reader.refused_ || reader.handler_.ended()) return;
    --reader.depth_;
    reader.handler_.end(local(name));
    reader.stop_if_ended();
  }

  static void text(void* self, const char* bytes, int count) {
    auto& reader = *static_cast<XmlExpat*>(self);
    if (reader.refused_ || reader.handler_.ended()) return;
    reader.handler_.text({bytes, static_cast<std::size_t>(count)});
    reader.stop_if_ended();
  }

  static void doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<XmlExpat*>(self)->refuse(XmlEnd::doctype);
  }
};

thread_local XmlExpat::Memory* XmlExpat::Callbacks::memory = nullptr;

XmlExpat::XmlExpat(XmlHandler& handler, const XmlBounds& bounds)
    : handler_(handler), bounds_(bounds), memory_{0, bounds.memory} {
  const Callbacks::Using use(memory_);
  const XML_Memory_Handling_Suite suite{Callbacks::allocate, Callbacks::reallocate, Callbacks::release};
  parser_ = XML_ParserCreate_MM(nullptr, &suite, nullptr);
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::start, Callbacks::end);
  XML_SetCharacterDataHandler(parser_, Callbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::doctype);
}

XmlExpat::~XmlExpat() {
  const Callbacks::Using use(memory_);
  XML_ParserFree(parser_);
}

void XmlExpat::refuse(XmlEnd why) {
  refused_ = true;
  end_ = why;
  XML_StopParser(parser_, XML_FALSE);
}

void XmlExpat::stop_if_ended() {
  if (handler_.ended()) XML_StopParser(parser_, XML_FALSE);
}

std::uint64_t XmlExpat::line() const {
  return XML_GetCurrentLineNumber(parser_);
}

XmlStep XmlExpat::feed(std::string_view bytes, bool last) {
  const Callbacks::Using use(memory_);
  const auto status = XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), last);
  if (refused_) return XmlStep::refused;
  if (handler_.ended()) return XmlStep::stopped;
  if (status == XML_STATUS_OK) return XmlStep::more;
  if (XML_GetErrorCode(parser_) == XML_ERROR_NO_MEMORY) end_ = XmlEnd::memory;
  return XmlStep::refused;
}

}  // namespace weige::formats
