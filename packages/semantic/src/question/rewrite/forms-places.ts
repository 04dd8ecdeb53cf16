/** See `toRewritings`: where somebody lives, in roundabout words. */
export const PLACES = `
home <f:field> -> <f>
[and] (in|at) (what|which) <f:field> is [the] (home|residence|house|place) of <x:any> $ -> what is the <f> of <x>
[and] (in|at) (what|which) <f:field> is (their|his|her) (home|residence|house|place) $ -> what is their <f>
`;
