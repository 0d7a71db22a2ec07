# cmake -DFOLDER=migrations -DOUT=file.cpp -P embed_migrations.cmake: the files of migrations/ as C++ source.
# NNNN_name.sql is the common text; NNNN_name.sqlite.sql and NNNN_name.postgres.sql stand in for it on their engine.
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/[0-9][0-9][0-9][0-9]_*.sql)
set(stems "")
foreach(file ${files})
  string(REGEX REPLACE "(\\.sqlite|\\.postgres)?\\.sql$" "" stem ${file})
  list(APPEND stems ${stem})
endforeach()
list(REMOVE_DUPLICATES stems)
list(SORT stems)

# Sets `out` to the file as a C++ expression. A string literal has a limit of 64 KiB in some compilers, a migration does not reach it.
function(literal out file)
  set(text "")
  if(EXISTS ${FOLDER}/${file})
    file(READ ${FOLDER}/${file} text)
  endif()
  set(${out} "R\"sql~(${text})sql~\"" PARENT_SCOPE)
endfunction()

set(entries "")
set(last "")
foreach(stem ${stems})
  string(REGEX MATCH "^[0-9]+" digits ${stem})
  if(digits STREQUAL last)
    message(FATAL_ERROR "two migrations have the number ${digits}")
  endif()
  set(last ${digits})
  string(REGEX REPLACE "^0+" "" number ${digits})
  string(REGEX REPLACE "^[0-9]+_" "" name ${stem})
  literal(common ${stem}.sql)
  literal(sqlite ${stem}.sqlite.sql)
  literal(postgres ${stem}.postgres.sql)
  string(APPEND entries "      {${number}, \"${name}\",\n${common},\n${sqlite},\n${postgres}},\n")
endforeach()

file(WRITE ${OUT}.new "// Made from migrations/ by cmake/embed_migrations.cmake.
#include \"store/migration_files.h\"

namespace weige::store {

const std::vector<MigrationFiles>& embedded_migration_files() {
  static const std::vector<MigrationFiles> files = {
${entries}  };
  return files;
}

}  // namespace weige::store
")
file(RENAME ${OUT}.new ${OUT})
