// Recognises a file by its bytes; names and media types are not believed.
#pragma once

#include "formats/byte_source.h"

namespace weige::formats {

enum class FileKind { empty, zip, archive, old_office, encrypted_office, pdf, image, markup, text };
// Text is what is nothing else; whether it really is text is for the decoder to say.
FileKind sniff_kind(const ByteSource& source);

}  // namespace weige::formats
