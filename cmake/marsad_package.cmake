# The package of Debian, marsad_VERSION-1_amd64.deb: cpack in a build of the preset `package`, which
# ./dev package does. What only Debian wants of an installation stands here too.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME marsad)
set(CPACK_PACKAGE_CONTACT "The authors of Marsad <marsad@packages.invalid>" CACHE STRING
  "maintainer of the package: Name <address>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_THREADS 0)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "bash-completion, man-db")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reads news of armed conflict and keeps what it claims")
file(READ packaging/description.txt CPACK_DEBIAN_PACKAGE_DESCRIPTION)
string(STRIP "${CPACK_DEBIAN_PACKAGE_DESCRIPTION}" CPACK_DEBIAN_PACKAGE_DESCRIPTION)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/triggers)

option(MARSAD_DEBIAN "install what a package of Debian has to hold, compressed as it asks" OFF)
if(MARSAD_DEBIAN)
  set(made ${PROJECT_BINARY_DIR}/made/debian)
  file(READ NOTICE notice)
  configure_file(packaging/copyright.in ${made}/copyright @ONLY)
  string(TIMESTAMP changelog_date "%a, %d %b %Y %H:%M:%S +0000" UTC)  # or SOURCE_DATE_EPOCH
  configure_file(packaging/changelog.in ${made}/changelog.Debian @ONLY)
  install(FILES ${made}/copyright ${made}/changelog.Debian DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME changelog)
  install(FILES packaging/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
    RENAME marsad)
  install(CODE "
    set(share \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR})
    file(GLOB plain \${share}/man/man1/*.1 \${share}/doc/marsad/changelog*
      \${share}/doc/marsad/web/LICENSES.md)
    list(FILTER plain EXCLUDE REGEX \"\\\\.gz$\")
    execute_process(COMMAND gzip -9nf \${plain} COMMAND_ERROR_IS_FATAL ANY)")
endif()
include(CPack)
