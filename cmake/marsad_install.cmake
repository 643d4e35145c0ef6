# What `cmake --install` puts where, on one page. Nothing that is installed knows its prefix: the
# program and the library look for their pack from where they stand themselves
# (src/marsad/pipeline/find_pack.h); the page and the default policies are part of the program.
set(shared ${CMAKE_INSTALL_DATADIR}/marsad)
set(documents ${CMAKE_INSTALL_DOCDIR})

install(TARGETS marsad RUNTIME)
install(FILES ${PROJECT_BINARY_DIR}/marsad.pack ${PROJECT_BINARY_DIR}/marsad-en.pack
  DESTINATION ${shared})
install(DIRECTORY docs/samples/archive/ DESTINATION ${shared}/samples)
# To copy from: the program has them inside.
install(DIRECTORY policies DESTINATION ${shared})

install(TARGETS libmarsad EXPORT MarsadTargets LIBRARY)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Marsad)
configure_package_config_file(cmake/MarsadConfig.cmake.in ${PROJECT_BINARY_DIR}/made/MarsadConfig.cmake
  INSTALL_DESTINATION ${package} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/made/MarsadConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/made/MarsadConfig.cmake
  ${PROJECT_BINARY_DIR}/made/MarsadConfigVersion.cmake DESTINATION ${package})
install(EXPORT MarsadTargets NAMESPACE Marsad:: DESTINATION ${package})
file(RELATIVE_PATH prefix_from_pc /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/marsad.pc.in ${PROJECT_BINARY_DIR}/made/marsad.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/made/marsad.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(FILES LICENSE NOTICE README.md DESTINATION ${documents})
install(FILES web/LICENSES.md DESTINATION ${documents}/web)
file(GLOB pages CONFIGURE_DEPENDS docs/*.md docs/*.json)
install(FILES ${pages} DESTINATION ${documents}/docs)
