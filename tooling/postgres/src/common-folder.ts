/** Where root keeps what the user `postgres` has to reach, when the repository lies in a folder that is closed to him. */
export const COMMON_FOLDER = '/var/lib/miji';
