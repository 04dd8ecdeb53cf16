/** What Nest injects by; one token per dependency. */
export const LOG = Symbol('log');
export const USERS = Symbol('users');
export const USER_ADMINISTRATION = Symbol('user administration');
export const TOKENS = Symbol('tokens');
export const RECENT_ASKERS = Symbol('recent askers');
export const LOGIN = Symbol('login');
export const SECURITY_EVENTS = Symbol('security events');
export const WORKFLOW = Symbol('workflow');
export const ANSWER_QUESTION = Symbol('answer question');
export const EXPORT_ANSWER = Symbol('export answer');
export const COMPLETION_LIMITER = Symbol('completion limiter');
export const CONVERSATIONS = Symbol('conversations');
export const SAVED_ANSWERS = Symbol('saved answers');
export const FEEDBACK = Symbol('feedback');
export const VERIFIED_QUESTIONS = Symbol('verified questions');
export const AUDIT = Symbol('audit');
export const READINESS = Symbol('readiness');
