# Tables made at build time from data that is installed, not kept in the repository.
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

# Mandarin readings: Unihan, from the Debian package unicode-data -> generated/pinyin_table.inc
find_file(UNIHAN_READINGS NAMES Unihan_Readings.txt.bz2 Unihan_Readings.txt PATHS /usr/share/unicode NO_DEFAULT_PATH REQUIRED)
set(pinyin_table ${CMAKE_BINARY_DIR}/include/generated/pinyin_table.inc)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include/generated)
add_custom_command(OUTPUT ${pinyin_table}
  COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/pinyin/make_pinyin.py ${UNIHAN_READINGS} ${pinyin_table}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/pinyin/make_pinyin.py ${UNIHAN_READINGS} VERBATIM)
target_sources(weige_standards PRIVATE ${pinyin_table})
target_include_directories(weige_standards PRIVATE ${CMAKE_BINARY_DIR}/include)
