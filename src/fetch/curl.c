#include "config.h"

#include "fetch/curl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

/* The first with schemes by name and headers that can be told apart. */
enum { OLDEST = 0x075500 };
#define OLDEST_NAME "7.85"

/* Of OpenSSL, GnuTLS or NSS: all the same to us. */
static const char *const libraries[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", "libcurl.4.dylib"};

/* A process has one libcurl, whoever asks first: set once under `once`, then only read. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct curl table;
static struct err failure;

static void *open_library(void)
{
	for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
		void *library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
		if (library != NULL)
			return library;
	}
	return NULL;
}

static int too_old(const char *version)
{
	return err_set(&failure, ERR_INPUT, "libcurl %s is too old to fetch with: install " OLDEST_NAME " or newer",
	               version);
}

static int fill(void *library)
{
#define TAKE(name) \
	*(void **)(void *)&table.name = dlsym(library, "curl_" #name); \
	if (table.name == NULL) \
		return too_old("that is here");
	CURL_FUNCTIONS(TAKE)
#undef TAKE
	const curl_version_info_data *info = table.version_info(CURLVERSION_NOW);
	if (info->version_num < OLDEST)
		return too_old(info->version);
	if (table.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(&failure, ERR_INPUT, "libcurl cannot be started");
	return 0;
}

static void open_once(void)
{
	void *library = open_library();
	if (library == NULL)
		err_set(&failure, ERR_INPUT,
		        "fetching needs libcurl, which is not installed: 'apt install libcurl4', or as your system "
		        "calls it");
	else
		fill(library);
}

const struct curl *curl_open(struct err *err)
{
	pthread_once(&once, open_once);
	if (failure.code == 0)
		return &table;
	err_set(err, failure.code, "%s", failure.message);
	return NULL;
}
