#include "standards/division_table.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "standards/division_format.h"

namespace weige::standards {

struct DivisionTable::Block {
  Block() = default;
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  ~Block() {
    if (mapped) munmap(mapped, mapped_bytes);
  }
  std::string_view bytes() const {
    return mapped ? std::string_view{static_cast<const char*>(mapped), mapped_bytes} : copy;
  }

  void* mapped = nullptr;
  std::size_t mapped_bytes = 0;
  std::string copy;
  DivisionLayout layout;
};

namespace {

struct File {
  int fd;
  explicit File(const std::string& path) : fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd >= 0) ::close(fd);
  }
};

Problem cannot_open(const std::string& file, std::string reason) {
  return problem(ProblemCode::division_table).with("file", file).with("reason", std::move(reason));
}

}  // namespace

bool is_grouping(std::string_view name) {
  return name == "市辖区" || name == "县" || name == "省直辖县级行政区划" || name == "自治区直辖县级行政区划";
}

DivisionTable::DivisionTable(std::shared_ptr<const Block> block)
    : block_(std::move(block)), count_(block_->layout.count), edition_(block_->layout.edition) {}

Result<DivisionTable> DivisionTable::from_block(std::shared_ptr<Block> block, const std::string& file) {
  auto layout = check_division_bytes(block->bytes());
  if (!layout) return cannot_open(file, layout.problem().args.back().value);
  block->layout = std::move(*layout);
  return DivisionTable{std::move(block)};
}

Result<DivisionTable> DivisionTable::open(const std::string& path) {
  const File file{path};
  struct stat info {};
  if (file.fd < 0 || ::fstat(file.fd, &info) != 0) return cannot_open(path, "cannot be read");
  if (!S_ISREG(info.st_mode) || info.st_size == 0) return cannot_open(path, "not a file, or empty");
  auto block = std::make_shared<Block>();
  const auto bytes = static_cast<std::size_t>(info.st_size);
  void* mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.fd, 0);
  if (mapped == MAP_FAILED) return cannot_open(path, "cannot be mapped");
  block->mapped = mapped;
  block->mapped_bytes = bytes;
  return from_block(std::move(block), path);
}

Result<DivisionTable> DivisionTable::from_bytes(std::string_view bytes) {
  auto block = std::make_shared<Block>();
  block->copy = bytes;
  return from_block(std::move(block), "memory");
}

std::uint64_t DivisionTable::number_at(std::size_t index) const {
  return division_entry(block_->layout.entries, index).number;
}

Division DivisionTable::at(std::size_t index) const {
  const auto& layout = block_->layout;
  const auto entry = division_entry(layout.entries, index);
  std::string name{layout.pool.substr(entry.offset, entry.stem_bytes)};
  name += layout.suffixes[entry.suffix];
  return {*DivisionCode::from_number(entry.number), std::move(name)};
}

std::size_t DivisionTable::first_from(std::uint64_t number) const {
  std::size_t low = 0, high = count_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (number_at(middle) < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::optional<std::size_t> DivisionTable::position(DivisionCode code) const {
  const std::size_t index = first_from(code.number());
  if (index == count_ || number_at(index) != code.number()) return std::nullopt;
  return index;
}

std::optional<Division> DivisionTable::find(DivisionCode code) const {
  const auto index = position(code);
  return index ? std::optional{at(*index)} : std::nullopt;
}

// The topmost divisions within a range of numbers: each one found skips all that it contains.
std::vector<Division> DivisionTable::tops(std::uint64_t from, std::uint64_t end) const {
  std::vector<Division> found;
  for (std::size_t index = first_from(from); index < count_ && number_at(index) < end;) {
    found.push_back(at(index));
    index = first_from(found.back().code.end_number());
  }
  return found;
}

std::vector<Division> DivisionTable::children(DivisionCode parent) const {
  return tops(parent.number() + 1, parent.end_number());
}

std::vector<Division> DivisionTable::provinces() const {
  return tops(0, 1'000'000'000'000);
}

void DivisionTable::each_below(DivisionCode ancestor,
                               const std::function<bool(const Division&)>& visit) const {
  for (std::size_t index = first_from(ancestor.number() + 1);
       index < count_ && number_at(index) < ancestor.end_number(); ++index)
    if (!visit(at(index))) return;
}

std::vector<std::string> DivisionTable::path(DivisionCode code) const {
  std::vector<std::string> names;
  std::optional<DivisionCode> last;
  for (const auto level : {DivisionLevel::province, DivisionLevel::city, DivisionLevel::county,
                           DivisionLevel::town, DivisionLevel::village}) {
    if (level > code.level()) break;
    const auto ancestor = code.ancestor(level);
    if (last == ancestor) continue;  // a level that this branch has not
    last = ancestor;
    if (auto found = find(ancestor)) names.push_back(std::move(found->name));
  }
  return names;
}

std::optional<Division> DivisionTable::find_child(std::optional<DivisionCode> parent,
                                                  std::string_view name) const {
  std::optional<Division> found;
  for (auto& child : parent ? children(*parent) : provinces()) {
    auto hit = child.name == name        ? std::optional{child}
               : is_grouping(child.name) ? find_child(child.code, name)
                                         : std::nullopt;
    if (!hit) continue;
    if (found) return std::nullopt;  // two of the same name
    found = std::move(hit);
  }
  return found;
}

std::optional<Division> DivisionTable::find_path(std::span<const std::string> names) const {
  std::optional<Division> here;
  for (const auto& name : names) {
    here = find_child(here ? std::optional{here->code} : std::nullopt, name);
    if (!here) return std::nullopt;
  }
  return here;
}

std::string default_division_file() {
  if (const char* told = std::getenv("WEIGE_DIVISIONS")) return told;
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const std::string beside = program.parent_path() / "divisions.bin";
  for (const std::string& candidate :
       {beside, std::string(WEIGE_DEFAULT_DIVISIONS), std::string("/usr/share/weige/divisions.bin")})
    if (!candidate.empty() && std::filesystem::is_regular_file(candidate, ignored)) return candidate;
  return {};
}

const DivisionTable* country_table() {
  static const auto table = []() -> std::optional<DivisionTable> {
    const auto file = default_division_file();
    auto opened = file.empty() ? Result<DivisionTable>(problem(ProblemCode::division_table))
                               : DivisionTable::open(file);
    return opened ? std::optional(*std::move(opened)) : std::nullopt;
  }();
  return table ? &*table : nullptr;
}

}  // namespace weige::standards
