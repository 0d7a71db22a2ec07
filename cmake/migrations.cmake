# Compiles migrations/*.sql into the store; runs again when a file is added, removed or changed.
file(GLOB migration_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
set(migration_source ${CMAKE_BINARY_DIR}/generated/migration_files.cpp)
add_custom_command(
  OUTPUT ${migration_source}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_SOURCE_DIR}/migrations -DOUT=${migration_source} -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
  DEPENDS ${migration_files} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
  COMMENT "Embedding migrations")
target_sources(weige_store PRIVATE ${migration_source})
