# What is made of the program's own parsers once it is built: man pages and the scripts of shells.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(man ${PROJECT_BINARY_DIR}/made/man)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/made/man.made
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${man}
  COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/tools/make_man.py
    $<TARGET_FILE:marsad> ${PROJECT_SOURCE_DIR}/docs/man.toml ${man}
  COMMAND ${CMAKE_COMMAND} -E touch ${PROJECT_BINARY_DIR}/made/man.made
  DEPENDS marsad ${PROJECT_SOURCE_DIR}/tools/make_man.py ${PROJECT_SOURCE_DIR}/docs/man.toml
  COMMENT "Making the man pages" VERBATIM)
set(scripts "")
foreach(shell bash zsh fish)
  set(script ${PROJECT_BINARY_DIR}/made/completion/${shell})
  add_custom_command(OUTPUT ${script}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/made/completion
    COMMAND marsad completion ${shell} > ${script}
    DEPENDS marsad VERBATIM)
  list(APPEND scripts ${script})
endforeach()
add_custom_target(manuals ALL DEPENDS ${PROJECT_BINARY_DIR}/made/man.made ${scripts})

install(DIRECTORY ${man}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
set(made ${PROJECT_BINARY_DIR}/made/completion)
install(FILES ${made}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME marsad)
install(FILES ${made}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME marsad.fish)
# Debian's zsh looks elsewhere than others (CMakePresets.json, package).
set(MARSAD_ZSH_FOLDER ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING
  "where completion for zsh is installed, below the prefix")
install(FILES ${made}/zsh DESTINATION ${MARSAD_ZSH_FOLDER} RENAME _marsad)
