/* SPDX-License-Identifier: Apache-2.0
 * The C functions of include/marsad/marsad.h as a program in C11 uses them: text in, JSON out, on
 * two threads, and every wrong call refused with one line.
 *
 *     c_api_test PACK TEXT_FILE EXPECTED_FILE
 *
 * PACK "-" is the default pack; EXPECTED_FILE holds the analysis of TEXT_FILE, published on
 * 1998-03-12, as the program prints it, without its id. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marsad/marsad.h"

static int faults = 0;

static void expect(int holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "c_api_test: %s; last error: \"%s\"\n", what, marsad_last_error());
  ++faults;
}

static char* content(const char* path) {
  FILE* file = fopen(path, "rb");
  char* out = calloc(1, 1 << 20);
  if (file == NULL || out == NULL) {
    fprintf(stderr, "c_api_test: cannot read %s\n", path);
    exit(2);
  }
  const size_t size = fread(out, 1, (1 << 20) - 1, file);
  fclose(file);
  while (size > 0 && out[strlen(out) - 1] == '\n') out[strlen(out) - 1] = '\0';
  return out;
}

/* A failed call: nothing came, and one line says why and names `part`. */
static void expect_refused(const void* given, const char* part, const char* what) {
  const char* line = marsad_last_error();
  expect(given == NULL, what);
  expect(strstr(line, part) != NULL, what);
  expect(strchr(line, '\n') == NULL && strchr(line, ';') != NULL,
         "an error is one line with a remedy");
}

struct reader {
  marsad_language* language;
  const char* text;
  const char* expected;
  int different;
};

static void* read_many(void* argument) {
  struct reader* reader = argument;
  for (int i = 0; i < 20; ++i) {
    char* json = marsad_extract(reader->language, reader->text, strlen(reader->text), "1998-03-12");
    if (json == NULL || strcmp(json, reader->expected) != 0) ++reader->different;
    marsad_free(json);
  }
  return NULL;
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const char* pack = strcmp(argv[1], "-") == 0 ? NULL : argv[1];
  char* text = content(argv[2]);
  char* expected = content(argv[3]);

  expect(strcmp(marsad_last_error(), "") == 0, "no error before the first");
  expect(strchr(marsad_version(), '.') != NULL, "a version has points");

  expect_refused(marsad_open("no/such.pack"), "no/such.pack", "a missing pack");
  expect_refused(marsad_open(argv[2]), argv[2], "a file that is no pack");
  expect_refused(marsad_open(""), "pack_path", "an empty path");

  marsad_language* language = marsad_open(pack);
  expect(language != NULL, "the pack opens");
  if (language == NULL) return 1;

  char* json = marsad_extract(language, text, strlen(text), "1998-03-12");
  expect(json != NULL && strcmp(json, expected) == 0, "the analysis is the program's");
  marsad_free(json);

  json = marsad_extract(language, text, strlen(text), NULL);
  expect(json != NULL && strcmp(json, expected) != 0, "without a day other things are known");
  marsad_free(json);

  json = marsad_extract(language, "", 0, NULL);
  expect(json != NULL && strstr(json, "\"claims\":[]") != NULL, "an empty article claims nothing");
  marsad_free(json);

  json = marsad_extract(language, "\xff\xfe\x00\x01\xd9", 5, NULL);
  expect(json != NULL, "bytes that are no text are no error");
  marsad_free(json);

  expect_refused(marsad_extract(NULL, text, strlen(text), NULL), "language", "no language");
  expect_refused(marsad_extract(language, NULL, 5, NULL), "text", "no text");
  expect_refused(marsad_extract(language, text, (size_t)3 << 20, NULL), "3145728",
                 "a text too long");
  static const char* const days[] = {"1998-02-30", "yesterday", "", "1998-03-12T10:00",
                                     "1998-3-1\n2"};
  for (size_t i = 0; i < sizeof days / sizeof *days; ++i) {
    expect_refused(marsad_extract(language, text, strlen(text), days[i]), "published", days[i]);
  }

  struct reader readers[2];
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) {
    readers[i] = (struct reader){language, text, expected, 0};
    if (pthread_create(&threads[i], NULL, read_many, &readers[i]) != 0) return 2;
  }
  for (int i = 0; i < 2; ++i) {
    pthread_join(threads[i], NULL);
    expect(readers[i].different == 0, "each thread gets the same analysis");
  }
  expect(strstr(marsad_last_error(), "published") != NULL, "errors of a thread are its own");

  marsad_free(NULL);
  marsad_close(NULL);
  marsad_close(language);
  free(text);
  free(expected);
  return faults == 0 ? 0 : 1;
}
