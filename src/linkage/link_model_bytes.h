// A model as bytes, to be kept between runs, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "linkage/link_model.h"

namespace weige::linkage {

// Precondition: the model was learned with this configuration. The same model gives the same bytes on every
// machine. Holds no value of any record: chances, and how often patterns of levels occur.
std::string to_bytes(const LinkModel& model, const LinkConfig& config);

// Nothing for all but what to_bytes wrote, in this version, for a configuration with the same fields, kinds,
// levels and blocks (columns may have other names): then the model must be learned anew. Reads any bytes;
// takes no more memory than a small multiple of them.
std::optional<LinkModel> model_from_bytes(std::string_view bytes, const LinkConfig& config);

// 64 hexadecimal digits, the same for configurations that can use each other's models.
std::string fingerprint(const LinkConfig& config);

}  // namespace weige::linkage
