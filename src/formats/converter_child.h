// The child that becomes the converter (ogr2ogr): gives up what a converter of files does not need, then
// executes it.
#pragma once

namespace weige::formats {

// Exit codes of the child before the converter runs.
inline constexpr int kNotLocked = 120, kNoConverter = 121;

// For the parsing child's main(): what it is told is in sandbox_arguments.h. The converter has:
// - the limits it was given for memory, processor time and what it writes; 32 descriptors; no core files;
// - no other processes: threads only, and signals to nobody;
// - no network (no sockets, an empty network namespace where the kernel permits), no mounts, no tracing;
// - no file to write or change but descriptor 1, and for reading, where the kernel has Landlock (5.13), its
// folder
//   and the system's programs, libraries and tables;
// - an environment of its own, with GDAL's drivers but four turned off; it dies with its parent.
[[noreturn]] void become_converter(int argc, char** argv);

}  // namespace weige::formats
