/* SPDX-License-Identifier: Apache-2.0
 *
 * Marsad in C: a text in, who claims what in it out, as one line of JSON in the form
 * marsad.analysis/1 (analysis.schema.json in the folder of documents).
 *
 *     marsad_language *arabic = marsad_open(NULL);
 *     char *json = arabic ? marsad_extract(arabic, text, strlen(text), "1998-03-12") : NULL;
 *     if (json == NULL) fprintf(stderr, "%s\n", marsad_last_error());
 *     else puts(json);
 *     marsad_free(json);
 *     marsad_close(arabic);
 *
 * Compile with `pkg-config --cflags --libs marsad`, or find_package(Marsad) of CMake and the
 * target Marsad::marsad.
 *
 * Offsets in the JSON count Unicode code points of the text, not bytes; the end is exclusive, and
 * every span carries its quote. Invalid UTF-8 in a text is no error: each maximal ill-formed part
 * counts as one U+FFFD, as the WHATWG asks of decoders; a byte order mark at the very start is
 * dropped.
 *
 * Errors: a function that fails returns NULL, and marsad_last_error() says why. Nothing throws
 * across these functions, nothing is printed, the process is never ended.
 *
 * Threads: one marsad_language may be used by any number of threads at once, which is how it is
 * meant, since a pack is opened in milliseconds but read once. marsad_close() alone must be called
 * when no other call with this language is under way.
 *
 * The same text, date and pack give the same JSON, on any number of threads.
 */
#ifndef MARSAD_MARSAD_H
#define MARSAD_MARSAD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MARSAD_API __attribute__((visibility("default")))
#else
#define MARSAD_API
#endif

/* An opened language pack with all that is understood of it. */
typedef struct marsad_language marsad_language;

/* Version of the library, such as "0.1.0". Holds for ever. */
MARSAD_API const char* marsad_version(void);

/* Opens the pack at this path; NULL: the one that the environment variable MARSAD_PACK names, else
 * the one that was installed with the library. The file is mapped and must stay as it is until
 * marsad_close(). NULL when there is none, or it is damaged or of another version. */
MARSAD_API marsad_language* marsad_open(const char* pack_path);

/* Ends what marsad_open() gave; NULL does nothing. */
MARSAD_API void marsad_close(marsad_language* language);

/* Reads one article: `size` bytes of UTF-8 at `text`, at most 2 MiB (0 bytes are an empty article).
 * `published` is the day of publication, "YYYY-MM-DD", to which words such as "yesterday" are
 * resolved; NULL: not known, and such words stay open. Gives one line of JSON without a line feed,
 * to be given to marsad_free(); the id of its document is empty. NULL when an argument is wrong or
 * memory is short. */
MARSAD_API char* marsad_extract(marsad_language* language, const char* text, size_t size,
                                const char* published);

/* Ends what marsad_extract() gave; NULL does nothing. */
MARSAD_API void marsad_free(char* json);

/* Why the last call of this thread that failed did so: one line, "where: what; remedy", in UTF-8.
 * "" when none failed yet. Holds until another call of this thread fails. */
MARSAD_API const char* marsad_last_error(void);

#ifdef __cplusplus
}
#endif

#endif
