// Any bytes as XML through the scanner, in pieces, against its slow twin on expat: what expat takes the
// scanner takes, and both tell the same.
#include <algorithm>

#include "formats/xml_expat.h"
#include "formats/xml_reader.h"
#include "formats/xml_scanner.h"
#include "fuzz_target.h"

namespace {

using namespace weige::formats;

class Told : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    close();
    told += '<';
    told += name;
    for (const auto& attribute : attributes.all()) {
      told += '\1';
      told += attribute.name;
      told += '\2';
      told += attribute.value;
    }
  }
  void end(std::string_view name) override {
    close();
    told += '/';
    told += name;
  }
  void text(std::string_view bytes) override { text_ += bytes; }
  void close() {
    if (!text_.empty()) told += "\3" + text_;
    text_.clear();
  }
  std::string told;

 private:
  std::string text_;
};

struct Outcome {
  bool whole = false;
  XmlEnd end = XmlEnd::damaged;
  std::string told;
};

template <class Parser>
Outcome read(std::string_view input, std::size_t piece) {
  Told told;
  Parser parser(told, {.depth = 20, .memory = 1 << 20});
  XmlStep step = XmlStep::more;
  for (std::size_t at = 0; at < input.size() && step == XmlStep::more; at += piece)
    step = parser.feed(input.substr(at, piece), false);
  if (step == XmlStep::more) step = parser.feed({}, true);
  told.close();
  return {step == XmlStep::more, parser.end(), told.told};
}

// What the two may answer differently: declarations, names beyond ASCII.
bool plain(std::string_view input) {
  return input.find("<?") == input.npos &&
         std::all_of(input.begin(), input.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

WEIGE_FUZZ_TARGET(xml) {
  if (xml_encoding(input) != XmlEncoding::utf8) return;
  const Outcome fast = read<XmlScanner>(input, 1 + input.size() % 7);
  const Outcome whole = read<XmlScanner>(input, input.size() + 1);
  WEIGE_FUZZ_EXPECT(fast.whole == whole.whole);
  if (fast.whole) WEIGE_FUZZ_EXPECT(fast.told == whole.told);
  const Outcome slow = read<XmlExpat>(input, input.size() + 1);
  if (slow.whole) WEIGE_FUZZ_EXPECT(fast.whole || fast.end == XmlEnd::memory);
  if (plain(input)) WEIGE_FUZZ_EXPECT(slow.whole == fast.whole || slow.end != XmlEnd::damaged);
  if (slow.whole && fast.whole) WEIGE_FUZZ_EXPECT(fast.told == slow.told);
}
